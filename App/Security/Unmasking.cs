namespace GovernanceDashboard.Security;

/// <summary>Proof that an unmasking was allowed and logged. Only <see cref="Unmasking"/> makes one.</summary>
public sealed class UnmaskPermit
{
    internal UnmaskPermit(string reason) => Reason = reason;

    public string Reason { get; }
}

/// <summary>The only door to real names.</summary>
public sealed class Unmasking
{
    /// <summary>
    /// Checks the right and the reason, writes one activity entry, and gives the permit. Over 100 people in one answer, or any export,
    /// needs the configured <c>Cli:MayUnmask</c> (the second person), so pages refuse it.
    /// </summary>
    /// <param name="people">How many people the answer names.</param>
    /// <exception cref="AccessRefusedException">The user may not unmask, or not so many.</exception>
    /// <exception cref="ArgumentException">The reason is shorter than 10 characters.</exception>
    public Task<UnmaskPermit> RequestAsync(
        CurrentUser user,
        string reason,
        string what,
        int people,
        bool isExport,
        CancellationToken cancellationToken
    ) => throw new NotImplementedException();
}
