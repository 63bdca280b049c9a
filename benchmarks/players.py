"""Where simulated trainees end, on every scenario that says where they should.

    python -m benchmarks.players [RUNS]

They speak sentences that were written without looking at the patterns, through the observer like
anybody else. What is compared: a good conversation with a poor one, on the same citizen.
"""

from __future__ import annotations

import sys

from simulator.scenarios import find_scenario, scenario_files
from simulator.workbench.simulate import simulate, unmet


def main() -> None:
    """Prints a line for every player of every scenario."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    for path in scenario_files():
        scenario = find_scenario(str(path))
        tones = {ending.id: ending.tone for ending in scenario.endings}
        print(f"{scenario.id}, {runs} runs each")
        for name, expected in scenario.players.items():
            report = simulate(scenario, name, runs=runs)
            shares = {"good": 0.0, "fair": 0.0, "bad": 0.0}
            for ending, share in report.endings.items():
                shares[tones.get(ending, "fair")] += share
            missed = "; ".join(unmet(report, expected)) or "as expected"
            told = "   ".join(f"{tone} {share:6.1%}" for tone, share in shares.items())
            print(
                f"  {name:<11} {told}   turns {report.turns.median:4.1f}   "
                f"leaks {report.leaks}   {missed}"
            )


if __name__ == "__main__":
    main()
