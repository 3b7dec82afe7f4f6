"""A folder, a pipe or a device where a file should be.

siplan reads ordinary files and nothing else. Opening a pipe or a device could wait for ever, and a folder called
areas.yaml holds no areas.

To put it right: take away what stands there and put the YAML file in its place; `git checkout -- plan` brings back
the files of the last commit.

Fails:

    areas.yaml is a folder.

Passes:

    areas.yaml is a file.
"""
