"""Everything that speaks to Asterisk: AMI, the node, the rendered dialplan, the embedded Asterisk.

May not enter: SQL, courts, people. A number, an expiry, prompt keys and an enrolment id are all this room is told.
"""
