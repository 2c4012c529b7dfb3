"""First names that are common in England, to tell a slip of the keys from a name."""

_NAMES = """
Aaron Abigail Adam Adrian Aisha Alan Albert Alex Alexander Alice Alison Amanda Amy Andrea Andrew
Angela Ann Anna Anne Anthony Arthur Barbara Barry Ben Benjamin Beth Brenda Brendan Brian Bridget
Bruce Carl Carol Caroline Catherine Charles Charlotte Chloe Chris Christina Christine Christopher
Claire Clare Clive Colin Craig Daniel Danielle Darren David Dawn Dean Deborah Debra Denise Dennis
Derek Diana Diane Dominic Donald Donna Dorothy Douglas Duncan Edward Eileen Elaine Eleanor Elizabeth
Ellen Emily Emma Eric Ethan Fatima Fiona Frances Francis Frank Fred Gareth Gary Gavin Gemma Geoffrey
George Georgia Gerald Gillian Glenn Gordon Grace Graham Grainne Grant Gregory Hannah Harold Harriet
Harry Hayley Hazel Heather Helen Henry Hilary Howard Hugh Ian Irene Isaac Jack Jacob Jacqueline
James Jane Janet Janice Jason Jean Jeffrey Jennifer Jeremy Jessica Jill Joan Joanna Joanne John
Jonathan Joseph Joyce Judith Julia Julian Julie June Justin Karen Karl Kate Katherine Kathleen
Kathryn Kathy Keith Kelly Kenneth Kerry Kevin Kimberley Laura Lauren Leah Lee Leon Leonard Leslie
Lewis Liam Linda Lindsay Lisa Lorraine Louise Lucy Luke Lynn Malcolm Marcus Margaret Maria Marie
Marilyn Mark Martin Mary Matthew Maureen Megan Melanie Michael Michelle Mike Miriam Mohammed Mona
Monica Morgan Nadia Nancy Naomi Natalie Natasha Nathan Neil Nicholas Nicola Nigel Nina Norman Olivia
Oliver Oscar Pamela Patricia Patrick Paul Paula Pauline Peter Philip Phyllis Rachel Ralph Raymond
Rebecca Richard Rita Robert Robin Roger Ronald Rosemary Ross Roy Russell Ruth Ryan Sally Samantha
Samuel Sandra Sara Sarah Scott Sean Sharon Sheila Shirley Simon Sonia Sophie Stacey Stanley
Stephanie Stephen Steve Steven Stewart Stuart Susan Suzanne Sylvia Tara Teresa Terence Terry Thomas
Timothy Tina Tony Tracey Tracy Trevor Valerie Vanessa Vera Veronica Vicky Victor Victoria Vincent
Wayne Wendy William Yasmin Yvonne Zoe
"""
FIRST_NAMES = frozenset(_NAMES.split())
