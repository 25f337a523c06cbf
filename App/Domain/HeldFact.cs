namespace GovernanceDashboard.Domain;

/// <summary>A fact with the time in which it held, half-open, UTC. A change known only from two imports lies between a bound and an instant.</summary>
/// <param name="From">It is known to hold from here on.</param>
/// <param name="FromNotBefore">It cannot have begun before; equals <paramref name="From"/> where the instant is exact, null where nothing was known before.</param>
/// <param name="To">It is known not to hold from here on; null while it holds.</param>
/// <param name="ToNotBefore">It cannot have ended before; equals <paramref name="To"/> where the instant is exact.</param>
public sealed record HeldFact<T>(
    T Value,
    DateTimeOffset From,
    DateTimeOffset? FromNotBefore,
    DateTimeOffset? To,
    DateTimeOffset? ToNotBefore
)
{
    public bool HeldAt(DateTimeOffset instant) => From <= instant && (To is null || instant < To);
}
