using GovernanceDashboard.Access;

namespace GovernanceDashboard.Estate;

/// <summary>The ways to one table's data beside SELECT on the table itself, and who has which of them.</summary>
internal sealed class TableWays(EstateView view, TableOrdinal table)
{
    private readonly FileReaders _files = view.Index.FileReaders(table);

    public ViewReaders Views { get; } = view.Index.ViewReaders(table);

    public DashboardReaders Dashboards { get; } = view.Index.DashboardReaders(table);

    /// <summary>The row with every way that the account has, and the views and dashboards by name.</summary>
    /// <param name="hive">Whether the account reads what was asked about by SELECT.</param>
    public ReaderRow Complete(ReaderRow row, PrincipalOrdinal account, bool hive) =>
        row with
        {
            Channels = AccessChannels.Of(
                hive,
                LevelByFiles(account) != AccessLevel.None,
                Views.Readers.Contains(account),
                Dashboards.Readers.Contains(account)
            ),
            Views = Views.Readers.Contains(account)
                ?
                [
                    .. Views
                        .Views.Where(one => view.Index.Readers(one).Contains(account))
                        .Select(one => view.Index.Table(one).Name),
                ]
                : [],
            Dashboards = Dashboards.Readers.Contains(account)
                ?
                [
                    .. Dashboards
                        .Dashboards.Where(one => view.Index.Audience(one)?.Contains(account) == true)
                        .Select(view.NameOf),
                ]
                : [],
        };

    public AccessLevel LevelByFiles(PrincipalOrdinal account) => _files.LevelOf(account);
}
