"""Keys: of the people who sign, and the cards of those who may open the staff menu.

keyring.py      keys made, admitted and opened for signing
sealed.py       as files that only a passphrase opens
token.py        in hardware
secret.py       where passphrases and PINs come from
people.py       who may sign what
cards.py        staff cards; `card_sheet.py` puts one on paper
"""
