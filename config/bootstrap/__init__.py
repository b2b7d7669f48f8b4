"""How Touchstone gets on its feet: environment, engines, front end, processes.

Standard library only, because it runs before anything is installed.
"""
