"""The REST API, one subject a file: what it takes and gives back, and the flow it calls.

May not enter: rules. A request's shape is checked here; what its words mean is for the domain to say.
"""
