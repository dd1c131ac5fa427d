"""Repayment sources, one a file: what arrives is checked and put into one shape.

May not enter: deciding what a payment means (that is ``flows.record_payment``).
"""
