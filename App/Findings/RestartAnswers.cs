using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Findings;

/// <summary>One reason why a gate does not open.</summary>
/// <param name="Owner">Who has to see to it: a pseudonym, or a group or team; null where nobody answers for it.</param>
/// <param name="IsKnown">False where it cannot be told whether it is met: what is not known is not met.</param>
/// <param name="Rule">The rule that found it; null where no finding says it.</param>
/// <param name="Finding">The finding's fingerprint; null where no finding says it.</param>
public sealed record FailedCondition(
    string Text,
    string? Owner,
    bool IsKnown = true,
    string? Rule = null,
    string? Finding = null
);

/// <summary>One gate and what keeps it shut.</summary>
/// <param name="Failed">None where it is open; known ones first.</param>
/// <param name="Waived">Findings that did not count because a waiver in force permits them.</param>
public sealed record GateResult(RestartGate Gate, ImmutableArray<FailedCondition> Failed, int Waived)
{
    public bool IsOpen => Failed.IsEmpty;
}

/// <summary>Whether capture may start again.</summary>
/// <param name="Name">Under which the checklist is saved; null where it is not.</param>
public sealed record RestartAnswer(
    string? Name,
    RestartChecklist Checklist,
    ImmutableArray<GateResult> Gates,
    AnswerStamp Stamp
)
{
    public bool IsGo => Gates.All(gate => gate.IsOpen);

    /// <summary>GO or NO-GO.</summary>
    public string Verdict => IsGo ? "GO" : "NO-GO";
}

/// <summary>A restart checklist in words and in lines of a file, the same on the page and at the command line.</summary>
public static class RestartLines
{
    public static ImmutableArray<string> Header { get; } =
    ["verdict", "gate", "gate_state", "failed_condition", "known", "owner", "rule", "finding", .. StampColumns.Header];

    /// <summary>One line for each failed condition, and one for each open gate.</summary>
    public static IEnumerable<string[]> Rows(RestartAnswer answer)
    {
        var stamp = StampColumns.Of(answer.Stamp);
        return answer.Gates.SelectMany(gate =>
            (gate.IsOpen ? [null] : gate.Failed.Select(one => (FailedCondition?)one)).Select(one =>
                (string[])
                    [
                        answer.Verdict,
                        RestartChecklist.Word(gate.Gate),
                        gate.IsOpen ? "open" : "shut",
                        one?.Text ?? "",
                        one is null ? ""
                        : one.IsKnown ? "yes"
                        : "no",
                        one?.Owner ?? "",
                        one?.Rule ?? "",
                        one?.Finding ?? "",
                        .. stamp,
                    ]
            )
        );
    }

    /// <summary>For people.</summary>
    public static string Title(RestartGate gate) =>
        gate switch
        {
            RestartGate.Commitments => "Commitments are kept",
            RestartGate.Approvals => "Approvals are in force",
            RestartGate.Capture => "No capture during pauses or suspensions",
            RestartGate.Paperwork => "Notice, lawful basis, assessment and fields are in order",
            RestartGate.Logging => "Use of sensitive tables is logged",
            RestartGate.Retention => "Nothing is past its deadline",
            RestartGate.Ownership => "Sensitive tables have owners",
            RestartGate.Exposure => "Exposure is within its budget",
        };

    /// <summary>One plain sentence of the whole.</summary>
    public static string Sentence(RestartAnswer answer)
    {
        var shut = answer.Gates.Count(gate => !gate.IsOpen);
        var failed = answer.Gates.Sum(gate => gate.Failed.Length);
        return answer.IsGo
            ? $"GO: all {answer.Gates.Length} gates are open at {UtcText.Short(answer.Stamp.At)}."
            : FormattableString.Invariant(
                $"NO-GO: {shut} of {answer.Gates.Length} gates {(shut == 1 ? "is" : "are")} shut by {failed} failed {(failed == 1 ? "condition" : "conditions")} at {UtcText.Short(answer.Stamp.At)}."
            );
    }
}
