namespace GovernanceDashboard.Generation;

/// <summary>Databases of one purpose: what they are called, what they hold, who looks after them, and the table group they make.</summary>
/// <param name="Prefix">Every database's name begins so; the family's table group is a glob on it.</param>
/// <param name="Endings">What follows the prefix, the plainest first; combined with each other where there are not enough.</param>
/// <param name="Class">The tag of its tables; null where nobody tagged anything.</param>
/// <param name="Share">Of all tables, in relation to the other families.</param>
/// <param name="Owner">Department that answers for it and whose teams read it.</param>
/// <param name="Service">Service account that writes it.</param>
internal sealed record DatabaseFamily(
    string Key,
    string Group,
    string Prefix,
    string[] Endings,
    string? Class,
    int Share,
    string Owner,
    string Service
)
{
    public bool IsInMiniature { get; init; }

    /// <summary>Share of tables, in percent, that no tag, name or comment says anything about.</summary>
    public int UnclassifiedPercent { get; init; }

    /// <summary>Tagged as a whole, database by database, not table by table.</summary>
    public bool IsTaggedByDatabase { get; init; }

    /// <summary>Who was meant to read it: everyone in the company, or its reader groups.</summary>
    public bool IsForEveryone { get; init; }

    /// <summary>Recorded from laptops: the databases that the offending policy opens.</summary>
    public bool IsTelemetry => Prefix.StartsWith("telemetry_", StringComparison.Ordinal);

    public bool IsRaw => Prefix.StartsWith("telemetry_raw_", StringComparison.Ordinal);

    /// <summary>Read by a few named people, not by departments.</summary>
    public bool IsNarrow { get; init; }

    /// <summary>Where misuse would harm somebody: what the taxonomy labels Confidential or Restricted.</summary>
    public bool IsSensitive => Class is not (null or "INTERNAL" or "PUBLIC" or "AGGREGATED_ACTIVITY");

    public string Readers => $"acl-{Key}-readers";

    public string Stewards => $"acl-{Key}-stewards";

    /// <summary>The database's name; distinct for each index.</summary>
    public string DatabaseName(int index)
    {
        var ending = Endings[index % Endings.Length];
        var round = index / Endings.Length;
        return round == 0 ? Prefix + ending
            : round < Endings.Length ? $"{Prefix}{ending}_{Endings[(index + round) % Endings.Length]}"
            : $"{Prefix}{ending}_{round}";
    }
}
