"""Before the first station: pages of the web become files that `kg build` reads. The only part of the program that uses the network
to get releases; nothing else imports it.
"""
