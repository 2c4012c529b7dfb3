"""PDFs: accessible (PDF/UA-1), made by a worker.

`renditions.request` asks for one, `renditions.respond` serves it; `making.render` makes the bytes.
"""
