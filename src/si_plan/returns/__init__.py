"""Returned workbooks: what a lead wrote in one, from its bytes to typed rows, or the reasons why not.

A return is a file that came back from outside, by e-mail: nothing in it is believed, run or fetched. What cannot be
read for certain is refused with its cell; a file that is no return is refused as a whole.
"""
