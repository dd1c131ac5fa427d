"""Spoken text → the symbols a voice model understands.

May not enter: audio, engines, files other than the lexicon handed in.
"""
