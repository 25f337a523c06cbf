using System.Globalization;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure.Metrics;

namespace GovernanceDashboard.Cli;

/// <summary>Figures of exposure as documents give them, and as they print.</summary>
internal static class ExposureDocument
{
    /// <summary>The figures of one basis over a time, and what logs prove.</summary>
    public static Dictionary<string, object?> Of(ExposureBook book) =>
        new()
        {
            ["personTableDays"] = Bounds(book.Figures.PersonTableDays),
            ["weightedDays"] = Bounds(book.Figures.WeightedDays),
            ["tableDays"] = Bounds(book.Figures.TableDays),
            ["personDays"] = Bounds(book.Figures.PersonDays),
            ["openPerDay"] = Bounds(book.Figures.OpenPerDay),
            ["pairs"] = Bounds(book.Figures.Pairs),
            ["people"] = Bounds(book.Figures.People),
            ["exposedTables"] = Bounds(book.Figures.Tables),
            ["first"] = book.Figures.First,
            ["firstSure"] = book.Figures.FirstSure,
            ["last"] = book.Figures.Last,
            ["lastSure"] = book.Figures.LastSure,
            ["longestDays"] = Bounds(book.Figures.LongestDays),
            ["serviceAccountTableDays"] = Bounds(book.Services.PersonTableDays),
            ["proof"] = new
            {
                exposed = book.Proof.People.Exposed,
                accessed = book.Proof.People.Accessed,
                provenNot = book.Proof.People.ProvenNot,
                unknown = book.Proof.People.Unknown,
                whyUnknown = book.Proof.Why.Lines.Select(line => new { reason = line.Reason, pairs = line.Pairs }),
                undetermined = book.Proof.People.Undetermined,
                logCoveragePercent = Figures.PercentNumber(book.Proof.CoveragePercent),
                coveredPairDays = book.Proof.CoveredDays,
                hitDays = book.Proof.HitDays,
                hitRateBound = book.Proof.HitRateBound,
                assumption = book.Proof.HitRateBound is null ? null : Exposure.Proof.AccessProof.Assumption,
                noIndication = book.Proof.NoIndication,
            },
        };

    /// <summary>The same, with its intervals: their person-table-days add up to the book's where no exposed table is unlisted.</summary>
    public static Dictionary<string, object?> WithIntervals(
        ExposureBook book,
        DateTimeOffset? detected,
        DateTimeOffset? contained
    )
    {
        var document = Of(book);
        if (detected is { } noticed)
        {
            var times = ResponseTimes.Of(book.Figures, noticed, contained);
            document["mttdDays"] = Bounds(times.ToDetect);
            document["mttcDays"] = Bounds(times.ToContain);
        }

        document["count"] = book.Rows.Length;
        document["unlistedTables"] = book.Unlisted;
        document["intervals"] = book.Rows.Select(row => new
        {
            sure = row.IsSure,
            certainty = ExposureLines.Certainty(row),
            people = row.People,
            services = row.Services,
            person = row.Person?.Reference,
            tables = row.Tables.Select(table => table.ToString()),
            from = row.From,
            openAtStart = row.IsOpenAtStart,
            to = row.To,
            open = row.To is null,
            days = row.Days,
            personTableDays = Bounds(row.PersonTableDays),
            opening = row.Opening,
            closing = row.Closing,
        });
        return document;
    }

    /// <summary>A figure as a document gives it; null where it does not apply.</summary>
    public static object? Bounds(MeasureRange? range) =>
        range is { } known ? new { low = known.Low, high = known.High } : null;

    /// <summary>By how much each bound of a figure moved: no range, so that neither has to be the smaller.</summary>
    public static object Moved(BoundChange change) => new { lowMovedBy = change.Low, highMovedBy = change.High };

    /// <summary>A percentage: two decimals.</summary>
    public static object? Percents(MeasureRange? range) =>
        range is { } known
            ? new { low = Figures.PercentNumber(known.Low), high = Figures.PercentNumber(known.High) }
            : null;

    public static string Range(MeasureRange? range) => ExposureLines.Range(range, Number);

    public static string PercentRange(MeasureRange? range) =>
        ExposureLines.Range(range, number => Figures.Percent(number));

    public static string Number(double number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
