"""The rules, with no input or output: numbers, case numbers, orders, enrolments, money, notices.

May not enter: a clock read, a socket, a file, SQL, a template engine. Everything here is true with no computer.
"""
