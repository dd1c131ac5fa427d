"""``ivr wording …``: courts' own texts. May not enter: deciding about them, which is a proposal's."""
