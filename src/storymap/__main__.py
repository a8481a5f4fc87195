"""`python -m storymap` is the command `storymap`."""

from storymap.cli.main import main

if __name__ == "__main__":
    main()
