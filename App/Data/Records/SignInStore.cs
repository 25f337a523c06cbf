using Microsoft.EntityFrameworkCore;

namespace GovernanceDashboard.Data.Records;

/// <summary>Sign-in links and the sessions that they opened.</summary>
public sealed class SignInStore(RecordsDatabase database)
{
    /// <summary>Adds a link and forgets the ones that expired unused.</summary>
    public async Task AddAsync(SignInRecord link, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(link);
        await using var context = await database.OpenAsync(cancellationToken);
        await context
            .SignIns.Where(old => old.RedeemedAt == null && old.ExpiresAt <= link.IssuedAt)
            .ExecuteDeleteAsync(cancellationToken);
        context.SignIns.Add(link);
        await context.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The link if it can still be used at <paramref name="at"/>; otherwise null, whatever the cause.</summary>
    public async Task<SignInRecord?> UsableAsync(
        string tokenHash,
        DateTimeOffset at,
        CancellationToken cancellationToken
    )
    {
        await using var context = await database.OpenAsync(cancellationToken);
        return await context
            .SignIns.AsNoTracking()
            .SingleOrDefaultAsync(
                link => link.TokenHash == tokenHash && link.RedeemedAt == null && link.ExpiresAt > at,
                cancellationToken
            );
    }

    /// <summary>Uses the link up. False if it was used, has expired, or never was; of two callers at once one gets true.</summary>
    public async Task<bool> RedeemAsync(string tokenHash, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var context = await database.OpenAsync(cancellationToken);
        var used = await context
            .SignIns.Where(link => link.TokenHash == tokenHash && link.RedeemedAt == null && link.ExpiresAt > at)
            .ExecuteUpdateAsync(set => set.SetProperty(link => link.RedeemedAt, at), cancellationToken);
        return used == 1;
    }

    /// <summary>Whether the session was opened and nobody signed out of it.</summary>
    public async Task<bool> IsOpenAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        await using var context = await database.OpenAsync(cancellationToken);
        return await context.SignIns.AnyAsync(
            link => link.SessionId == sessionId && link.RedeemedAt != null && link.SignedOutAt == null,
            cancellationToken
        );
    }

    public async Task SignOutAsync(Guid sessionId, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var context = await database.OpenAsync(cancellationToken);
        await context
            .SignIns.Where(link => link.SessionId == sessionId && link.SignedOutAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(link => link.SignedOutAt, at), cancellationToken);
    }
}
