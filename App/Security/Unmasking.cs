using System.Globalization;
using Microsoft.Extensions.Options;

namespace GovernanceDashboard.Security;

/// <summary>Proof that an unmasking was allowed and logged. Only <see cref="Unmasking"/> makes one.</summary>
public sealed class UnmaskPermit
{
    internal UnmaskPermit(string reason) => Reason = reason;

    public string Reason { get; }
}

/// <summary>The only door to real names.</summary>
public sealed class Unmasking(ActivityLog activity, IOptions<OperatorOptions> options)
{
    /// <summary>More people than this in one answer is bulk and needs the second person.</summary>
    public const int BulkThreshold = 100;

    /// <summary>In characters, without the blanks around it.</summary>
    public const int ShortestReason = 10;

    /// <summary>
    /// Checks the right and the reason, writes one activity entry, and gives the permit. Over 100 people in one answer, or any export,
    /// needs the configured <c>Cli:MayUnmask</c> (the second person), so pages refuse it. A refusal is an activity entry too.
    /// </summary>
    /// <param name="what">What is unmasked, without real names: <c>readers of db.t</c>.</param>
    /// <param name="people">How many people the answer names.</param>
    /// <exception cref="AccessRefusedException">The user may not unmask, or not so many.</exception>
    /// <exception cref="ArgumentException">The reason is shorter than 10 characters.</exception>
    public async Task<UnmaskPermit> RequestAsync(
        CurrentUser user,
        string reason,
        string what,
        int people,
        bool isExport,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentException.ThrowIfNullOrWhiteSpace(what);
        ArgumentOutOfRangeException.ThrowIfNegative(people);
        var given = reason?.Trim() ?? "";
        if (given.Length < ShortestReason)
        {
            throw new ArgumentException(
                $"Say why in at least {ShortestReason} characters; the reason is kept in the activity log.",
                nameof(reason)
            );
        }

        // A user who claims the operator's grant has it only while the configuration gives it.
        var isSecondPersonThere = user.MayUnmask && options.Value.MayUnmask;
        var isBulk = isExport || people > BulkThreshold;
        var isAllowed =
            isSecondPersonThere
            || (!isBulk && RolePermissions.Allows(user with { MayUnmask = false }, AppAction.Unmask));
        var subject = string.Create(
            CultureInfo.InvariantCulture,
            $"{what}; people: {people}{(isExport ? "; export" : "")}"
        );
        await activity.AppendAsync(
            user,
            isAllowed ? ActivityActions.Unmask : ActivityActions.UnmaskRefused,
            subject,
            given,
            cancellationToken
        );
        return isAllowed ? new UnmaskPermit(given) : throw new AccessRefusedException(user.Role, AppAction.Unmask);
    }
}
