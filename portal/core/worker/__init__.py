"""The worker: a second process for slow work (mail, long jobs, daily tasks), rung for by the web."""
