using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Components.Pages.Patterns;

/// <summary>The list of patterns under one search, or the list of signatures.</summary>
public sealed class PatternsViewModel(EstateQuestions questions) : IDisposable
{
    private const int FirstStretch = 80;

    private (CurrentUser User, Picture Picture, PatternsAddress Address)? _asked;

    public static IReadOnlyList<string> PatternsHeader { get; } =
    [
        "pattern",
        "opened_through",
        "security_zone",
        "tables",
        "sensitive_tables",
        "people",
        "breadth_pct",
        "pairs",
        "named_one_by_one",
        "signatures",
        "conditional",
        .. StampColumns.Header,
    ];

    public static IReadOnlyList<string> SignaturesHeader { get; } =
    ["signature", "table", "security_zone", "people", "conditional", .. StampColumns.Header];

    public PatternsAddress Address { get; private set; } = new();

    public bool ShowsSignatures => Address.ShowsSignatures;

    public LatestQuestion<RowSource<PatternRow>> Patterns { get; } = new();

    public LatestQuestion<RowSource<SignatureRow>> Signatures { get; } = new();

    /// <summary>The answer behind the list of patterns; null before the first.</summary>
    public PatternsAnswer? Answer { get; private set; }

    public bool IsReady => (ShowsSignatures ? Signatures.State : Patterns.State) == ViewState.Ready;

    /// <summary>Asks for what the link wants; does nothing where that is shown already.</summary>
    public Task LoadAsync(CurrentUser user, Picture picture, PatternsAddress address)
    {
        if (_asked == (user, picture, address))
        {
            return Task.CompletedTask;
        }

        (_asked, Address) = ((user, picture, address), address);
        return address.ShowsSignatures
            ? Signatures.AskAsync(
                async token =>
                {
                    var first = await questions.SignaturesAsync(user, picture, address.Table, 0, FirstStretch, token);
                    return new RowSource<SignatureRow>(
                        first.Total,
                        async (skip, take, fetching) =>
                            skip + take <= first.Rows.Length || first.Rows.Length == first.Total
                                ? new([.. first.Rows.Skip(skip).Take(take)], first.Total)
                                : new(
                                    (
                                        await questions.SignaturesAsync(
                                            user,
                                            picture,
                                            address.Table,
                                            skip,
                                            take,
                                            fetching
                                        )
                                    ).Rows,
                                    first.Total
                                )
                    );
                },
                rows => rows.Total == 0,
                "The estate has no tables."
            )
            : Patterns.AskAsync(
                async token =>
                {
                    Answer = await questions.PatternsAsync(user, picture, address.Search, address.Table, token);
                    return RowSource.Of(Answer.Rows);
                },
                rows => rows.Total == 0,
                "No pattern fits this search."
            );
    }

    /// <summary>"Full 115, MetadataOnly 10".</summary>
    public static string Levels(SignatureRow row) =>
        row.Readers.All(readers => readers.Accounts == 0)
            ? "nobody"
            : string.Join(
                ", ",
                row.Readers.Where(readers => readers.Accounts > 0)
                    .Select(readers => $"{readers.Level} {Figures.Count(readers.Accounts)}")
            );

    /// <summary>The whole list; of signatures one line for each table.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<string?>>> CsvRowsAsync(CancellationToken cancellationToken)
    {
        if (_asked is not { } asked)
        {
            return [];
        }

        if (!asked.Address.ShowsSignatures)
        {
            if (Answer is not { } answer)
            {
                return [];
            }

            var provenance = StampColumns.Of(answer.Stamp);
            return [.. answer.Rows.Select(row => Line(row, provenance))];
        }

        var signatures = await questions.SignaturesAsync(
            asked.User,
            asked.Picture,
            asked.Address.Table,
            0,
            int.MaxValue,
            cancellationToken
        );
        var stamp = StampColumns.Of(signatures.Stamp);
        return
        [
            .. signatures.Rows.SelectMany(row =>
                row.Tables.Select(table =>
                    (string?[])
                        [
                            row.Hash,
                            table.Name.ToString(),
                            row.SecurityZone,
                            Number(row.People),
                            row.IsConditional ? "yes" : "no",
                            .. stamp,
                        ]
                )
            ),
        ];
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Patterns.Dispose();
        Signatures.Dispose();
    }

    private static string?[] Line(PatternRow row, ImmutableArray<string> stamp) =>
        [
            row.Pattern.Id,
            string.Join("; ", row.Opened),
            row.Pattern.SecurityZone,
            Number(row.Tables),
            Number(row.SensitiveTables),
            Number(row.People),
            row.BreadthPercent?.ToString("0.00", CultureInfo.InvariantCulture),
            Number(row.Pairs),
            Number(row.Residue),
            Number(row.Signatures),
            row.Pattern.IsConditional ? "yes" : "no",
            .. stamp,
        ];

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
