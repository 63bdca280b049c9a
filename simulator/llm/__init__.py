"""The one place that talks to a language model, on any OpenAI-compatible server.

Nothing here is imported before a conversation or a judge asks for it, and `openai` itself only in
the thread that talks to the server: without a server nobody pays for it.
"""

from simulator.llm.client import Client as Client
from simulator.llm.client import client_for as client_for
from simulator.llm.client import close_clients as close_clients
from simulator.llm.errors import LLMError as LLMError
from simulator.llm.errors import NoServer as NoServer
from simulator.llm.errors import Reason as Reason
from simulator.llm.request import Message as Message
from simulator.llm.request import Received as Received
from simulator.llm.request import Request as Request
from simulator.llm.request import Sent as Sent
from simulator.llm.request import Sink as Sink
from simulator.llm.request import Usage as Usage
from simulator.llm.request import cost as cost
from simulator.llm.stream import Stream as Stream
