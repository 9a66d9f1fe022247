"""The same advice for all pairs at once, as arrays: which fit, and with how many points.

``explain.match`` tells of one pair why, this tells of millions what; a property test proves that
both agree on every pair. A criterion that looks at few different things is asked once for each
different pair of them (``tables``); the others are written out here (``births``, ``weeks``,
``minutes``, ``wishes``). ``codes`` adds up what the criteria say, ``cross`` puts it together.
"""
