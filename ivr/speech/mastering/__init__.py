"""Sound from an engine → a finished notice: level, band, silences.

May not enter: text, engines, file formats.
"""
