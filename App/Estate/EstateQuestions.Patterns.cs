using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Estate;

/// <summary>What opens tables (patterns), and which tables have the same readers (signatures).</summary>
public sealed partial class EstateQuestions
{
    /// <summary>Patterns, most pairs first. Search: words that each occur in an opener or the zone, without case; <c>everyone</c> finds what stands open to all.</summary>
    /// <param name="of">Only the pattern that this table is in.</param>
    public async Task<PatternsAnswer> PatternsAsync(
        CurrentUser user,
        Picture picture,
        string? search,
        TableName? of,
        CancellationToken cancellationToken
    )
    {
        var view = await ViewAsync(user, AppAction.ViewAccess, picture, cancellationToken);
        TableOrdinal? table = of is { } name ? FindTable(view, name) : null;
        return await Task.Run(
            () =>
            {
                var words = (search ?? "").Split(
                    ' ',
                    StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                );
                return new PatternsAnswer(
                    [
                        .. (table is { } ordinal ? [view.Patterns.Of(ordinal)] : view.Patterns.Patterns)
                            .Where(pattern => Array.TrueForAll(words, word => Mentions(pattern, word)))
                            .Select(pattern => Row(view, pattern)),
                    ],
                    view.Patterns.Patterns.Length,
                    view.Patterns.Decisions,
                    view.Patterns.Pairs,
                    view.Index.SuperUserAccounts.Count,
                    view.Stamp
                );
            },
            cancellationToken
        );
    }

    /// <param name="id">As <see cref="AccessPattern.Id"/>.</param>
    public async Task<PatternAnswer> PatternAsync(
        CurrentUser user,
        Picture picture,
        string id,
        CancellationToken cancellationToken
    )
    {
        var view = await ViewAsync(user, AppAction.ViewAccess, picture, cancellationToken);
        return await Task.Run(
            () =>
                Describe(
                    view,
                    view.Patterns.Find(id)
                        ?? throw new NoAnswerException(
                            NoAnswer.NotFound,
                            $"There is no pattern '{id}' in snapshot {view.Stamp.Snapshot} at that instant."
                        ),
                    cancellationToken
                ),
            cancellationToken
        );
    }

    /// <summary>Signatures, most pairs first.</summary>
    /// <param name="of">Only the signature of this table.</param>
    public async Task<SignaturesAnswer> SignaturesAsync(
        CurrentUser user,
        Picture picture,
        TableName? of,
        int skip,
        int take,
        CancellationToken cancellationToken
    )
    {
        var view = await ViewAsync(user, AppAction.ViewAccess, picture, cancellationToken);
        TableOrdinal? table = of is { } name ? FindTable(view, name) : null;
        return await Task.Run(
            () =>
            {
                ImmutableArray<AccessSignature> asked = table is { } ordinal
                    ? [view.Signatures.Of(ordinal)]
                    : view.Signatures.Signatures;
                var rows = ImmutableArray.CreateBuilder<SignatureRow>();
                foreach (var signature in asked.Skip(skip).Take(take))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    rows.Add(Row(view, signature));
                }

                return new SignaturesAnswer(rows.ToImmutable(), asked.Length, view.AccessDigest, view.Stamp);
            },
            cancellationToken
        );
    }

    private static bool Mentions(AccessPattern pattern, string word)
    {
        return Holds(pattern.SecurityZone) || Holds(pattern.Id) || PatternWording.OfAll(pattern).Any(Holds);

        bool Holds(string? text) => text?.Contains(word, StringComparison.OrdinalIgnoreCase) == true;
    }

    private static PatternRow Row(EstateView view, AccessPattern pattern) =>
        new(
            pattern,
            PatternWording.OfAll(pattern, view.Index.People.Count),
            pattern.Tables.Length,
            pattern.Tables.Count(table => EstateView.IsSensitive(view.Tables[table.Value])),
            pattern.People.Count,
            view.Breadth(pattern.People.Count),
            pattern.Pairs,
            pattern.Residue.Count,
            pattern.Tables.Select(view.Signatures.Of).Distinct().Count(),
            PatternWording.IsForEveryone(pattern)
        );

    private static PatternAnswer Describe(EstateView view, AccessPattern pattern, CancellationToken cancellationToken)
    {
        var hashes = new Dictionary<AccessSignature, string>(ReferenceEqualityComparer.Instance);
        var tables = ImmutableArray.CreateBuilder<PatternTable>(pattern.Tables.Length);
        var naming = new int[view.Index.Accounts.Length];
        var openers = view.Index.OpenersBySignature(cancellationToken);
        foreach (var table in pattern.Tables)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var signature = view.Signatures.Of(table);
            if (!hashes.TryGetValue(signature, out var hash))
            {
                hashes.Add(signature, hash = HashOf(view, signature));
            }

            tables.Add(new(view.Tables[table.Value], hash));
            foreach (var account in openers[view.Index.Signature(table)].Named.Members())
            {
                naming[account.Value]++;
            }
        }

        return new(
            Row(view, pattern),
            tables.ToImmutable(),
            [
                .. pattern
                    .Residue.Members()
                    .Select(account => new ResidueRow(
                        Summarise(view, view.Index.Accounts[account.Value], -1, null),
                        naming[account.Value]
                    ))
                    .OrderByDescending(row => row.Tables)
                    .ThenBy(row => row.Principal.Principal.Reference, StringComparer.Ordinal),
            ],
            view.Stamp
        );
    }

    private static SignatureRow Row(EstateView view, AccessSignature signature)
    {
        var readers = view.Index.WhoCanAccess(signature.Tables[0]);
        return new(
            view.SignatureHashes.Of(readers, signature.SecurityZone),
            signature.SecurityZone,
            [.. signature.Tables.Select(table => view.Tables[table.Value])],
            signature.People,
            signature.Pairs,
            [
                (AccessLevel.Full, readers.Full.Count),
                (AccessLevel.Partial, readers.Partial.Count),
                (AccessLevel.TableOnly, readers.TableOnly.Count),
                (AccessLevel.MetadataOnly, readers.MetadataOnly.Count),
            ],
            !readers.Conditional.IsEmpty
        );
    }

    private static string HashOf(EstateView view, AccessSignature signature) =>
        view.SignatureHashes.Of(view.Index.WhoCanAccess(signature.Tables[0]), signature.SecurityZone);
}
