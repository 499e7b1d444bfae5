"""The base of every questions model: bounds, sentences for errors, link, parameters cell, table columns, versions."""
