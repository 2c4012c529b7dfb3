"""Pence, written in pounds."""

from django import template

from budget.money import words

register = template.Library()
register.filter("money", words)
