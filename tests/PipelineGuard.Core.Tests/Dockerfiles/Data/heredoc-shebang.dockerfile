FROM debian:12
RUN <<script
#!/usr/bin/env python3
import os
os.system("true")
script
RUN <<script
#!/bin/bash -e
shopt -s nullglob
script
