using System.Collections.Immutable;
using System.Globalization;

namespace GovernanceDashboard.Findings;

/// <summary>What has to be so before capture may start again.</summary>
public enum RestartGate
{
    /// <summary>Every promise of the privacy reviews is kept now.</summary>
    Commitments,

    /// <summary>Every class, dataset and gate has an approval that is in force.</summary>
    Approvals,

    /// <summary>Nothing was captured during a pause, nor written while a flow was suspended.</summary>
    Capture,

    /// <summary>Every flow has its notice, lawful basis and assessment, and captures no field beyond its list.</summary>
    Paperwork,

    /// <summary>The use of every sensitive table is logged in full.</summary>
    Logging,

    /// <summary>No data are past their deadline, and every sensitive table has one.</summary>
    Retention,

    /// <summary>Somebody who is still there answers for every sensitive table.</summary>
    Ownership,

    /// <summary>No more people than allowed are exposed to the sensitive tables of any table group.</summary>
    Exposure,
}

/// <summary>A set of gates with what they allow: saved under a name, it is asked again before every restart.</summary>
/// <param name="Gates">Each once, in their order; at least one.</param>
/// <param name="MostExposed">How many people may be exposed to the sensitive tables of a table group.</param>
/// <param name="HonoursWaivers">A finding that a waiver in force permits does not close a gate; else it does, as it counts everywhere.</param>
public sealed record RestartChecklist(
    ImmutableArray<RestartGate> Gates,
    int MostExposed = 0,
    bool HonoursWaivers = false
)
{
    private const string Start = "gates=";
    private const string Exposed = "exposed=";
    private const string Waivers = "waivers=honoured";

    /// <summary>All gates, nobody exposed, waivers count.</summary>
    public static RestartChecklist Whole { get; } = new([.. Enum.GetValues<RestartGate>()]);

    /// <summary>Whether a saved text is a checklist and no set of filters.</summary>
    public static bool IsOne(string text) => text.StartsWith(Start, StringComparison.Ordinal);

    /// <summary>A gate as texts spell it.</summary>
    public static string Word(RestartGate gate) => gate.ToString().ToLowerInvariant();

    /// <summary>Reads gates divided by commas; null where a word names none, or there is none.</summary>
    public static ImmutableArray<RestartGate>? Read(IEnumerable<string> words)
    {
        var gates = words
            .Select(word =>
                Enum.GetValues<RestartGate>()
                    .Select(gate => (RestartGate?)gate)
                    .FirstOrDefault(gate => Word(gate!.Value) == word.Trim())
            )
            .Distinct()
            .ToArray();
        return gates.Length == 0 || gates.Contains(null) ? null : [.. gates.Select(gate => gate!.Value).Order()];
    }

    /// <summary>Reads what <see cref="ToString"/> writes; null where it is no checklist.</summary>
    public static RestartChecklist? Parse(string text)
    {
        var parts = text.Split('&');
        return !IsOne(parts[0]) || Read(parts[0][Start.Length..].Split(',')) is not { } gates ? null
            : parts.FirstOrDefault(part => part.StartsWith(Exposed, StringComparison.Ordinal)) is not { } exposed
                ? new(gates, 0, parts.Contains(Waivers))
            : int.TryParse(exposed[Exposed.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var most)
                ? new(gates, most, parts.Contains(Waivers))
            : null;
    }

    /// <summary>As it is saved: <c>gates=capture,exposure&amp;exposed=5&amp;waivers=honoured</c>.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Start}{string.Join(',', Gates.Select(Word))}{(MostExposed > 0 ? $"&{Exposed}{MostExposed}" : "")}{(HonoursWaivers ? $"&{Waivers}" : "")}"
        );
}
