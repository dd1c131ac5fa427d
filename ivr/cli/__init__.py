"""The ``ivr`` command, one verb a file: parse, call a flow, print.

``verbs`` is the table of all of them; a verb's file is imported when it is asked for, so that ``ivr --help`` is quick.
May not enter: rules, SQL. What a verb does over the API and here is the same flow.
"""

from ivr.cli.app import main

__all__ = ["main"]
