"""Text → spoken text → audio, and the library of finished prompts.

May not enter: anything about one person. Wording is per court and language, so is audio.
"""
