"""HTTP in, a flow, HTTP out.

May not enter: rules, SQL, anything that is not about HTTP.
"""
