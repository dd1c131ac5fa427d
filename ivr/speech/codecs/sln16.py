"""Signed linear at 16 kHz: Asterisk's ``.sln16``, for wideband trunks."""

from functools import partial

from ivr.speech.codecs import sln

RATE = 16_000

encode = sln.encode
decode = partial(sln.decode, rate=RATE)
