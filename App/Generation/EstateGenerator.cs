using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Generation;

/// <summary>How large an estate to make, and from which seed.</summary>
public sealed record EstateSize(int Tables, int People, int ServiceAccounts, int Groups, int Seed)
{
    /// <summary>What a first run makes: 45,000 tables, 20,000 people, 300 service accounts, 2,000 nested groups.</summary>
    public static EstateSize Demo { get; } = new(45_000, 20_000, 300, 2_000, 20_260_301);
}

/// <summary>Writes an invented estate in the sources' own formats. The same size and seed give the same bytes on every machine.</summary>
public sealed class EstateGenerator
{
    public Task WriteAsync(
        EstateSize size,
        string folder,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    ) => throw new NotImplementedException();
}
