"""How hard a turn is to follow: sentences, official and rare words, passives, reading ease."""
