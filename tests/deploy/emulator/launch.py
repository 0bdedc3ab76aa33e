"""Starts the emulator, makes up for some of what it leaves out, and ends it when its input closes, however its owner ends."""

import os
import signal
import sys
import threading
import time

import ministack.app as emulator
import ministack.core.iam_actions as actions
import ministack.services.apigateway as http_api
import ministack.services.cloudformation.engine as templates
import ministack.services.cloudformation.stacks as stacks
import ministack.services.dynamodb as table

pin_request_origin = emulator.pin_request_origin
extract_iam_action = actions.extract_iam_action
resolve_refs = templates._resolve_refs


def pin_as_tls(address, _):
    """Policies that insist on TLS would refuse every request on the loopback address, which needs none."""
    pin_request_origin(address, True)


def extract_permission(*request):
    """SQS authorises a batch as what it is a batch of; the emulator asks for a permission that AWS does not have."""
    action = extract_iam_action(*request)
    return action.removesuffix("Batch") if action and action.startswith("sqs:") else action


def resolve_secrets_to_arns(value, resources, *rest):
    """A reference to a secret is its ARN, which functions are told and policies name; the emulator takes its name."""
    known = resources.get(value["Ref"], {}) if isinstance(value, dict) and "Ref" in value else {}
    if known.get("ResourceType") == "AWS::SecretsManager::Secret" and "Arn" in known.get("Attributes", {}):
        return known["Attributes"]["Arn"]
    return resolve_refs(value, resources, *rest)


class MovedTime:
    """The time module, with the offset that stands in a file. Only requests and records are stamped by it."""

    def __init__(self, file):
        self._file = file

    def __getattr__(self, name):
        return getattr(time, name)

    def time(self):
        with open(self._file, encoding="ascii") as offset:
            return time.time() + float(offset.read() or 0)


def end_with_input():
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)
    # Requests under way may hold it; nobody is left who waits for them.
    time.sleep(5)
    os._exit(0)


emulator.pin_request_origin = pin_as_tls
actions.extract_iam_action = extract_permission
templates._resolve_refs = stacks._resolve_refs = resolve_secrets_to_arns
http_api.time = table.time = MovedTime(os.environ["CLOCK_FILE"])
threading.Thread(target=end_with_input, daemon=True).start()
emulator.main()
