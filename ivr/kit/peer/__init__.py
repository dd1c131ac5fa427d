"""Who is at the other end of a connection to our HTTP server, by client certificate (ASGI's TLS extension).

May not enter: what somebody may do. It is told who holds a certificate that a trusted authority has signed.
"""
