"""The court notice gateway: a court's order becomes a notice that callers of one number hear before they are connected.

The map of the house, from the door to the cellar (arrows point down only, ``import-linter`` checks them):

=============  ==================================================================================================
room           what it is for
=============  ==================================================================================================
``cli``        the ``ivr`` command, one verb a file: parse, call a flow, print
``web``        FastAPI: HTTP in, a flow, HTTP out
``loops``      what runs by itself: follow (store → node), evidence (node → store), sweep (time → store) …
``bootstrap``  the only file that knows every room: builds, opens, closes
``settings``   typed settings, parsed once, read by ``bootstrap`` only
``flows``      one business verb a file: draft, approve, warn, activate, record a payment, remove …
``store``      SQLAlchemy: tables, queries by subject, registrations, the audit chain, field encryption
``pbx``        everything that speaks to Asterisk: AMI, the node, the dialplan, the embedded Asterisk
``speech``     text → spoken text → audio
``feeds``      repayment sources, one a file
``sms``        short messages to the person named: SMPP, delivery receipts
``documents``  what is handed out: certificates as signed PDF, figures as pictures and tables
``carrier``    real SIP callers and callees: what a trunk is tested with
``domain``     the rules, with no input or output: numbers, case numbers, orders, enrolments, money, notices
``kit``        what could be a library of its own: errors, clock, hashing, Debian packages
=============  ==================================================================================================
"""
