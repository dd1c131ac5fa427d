"""The ``ivr`` command, one verb a file: parse, call a flow, print.

May not enter: rules, SQL. What a verb does over the API and here is the same flow.
"""
