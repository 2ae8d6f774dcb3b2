"""python -m qa_engine: the same as the command ehcp-qa."""

from qa_engine.cli import main

main()
