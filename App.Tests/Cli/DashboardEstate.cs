using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Scenarios;

namespace GovernanceDashboard.Tests.Cli;

/// <summary>
/// The estate of <see cref="ViewEstate"/> with two dashboards: "Pulse of ann" reads the view open.totals and is opened by cy and the group eng (bob); nobody says
/// who may open "Orders", which reads sales.orders itself.
/// </summary>
public sealed class DashboardEstate : ViewEstate
{
    protected override EstateFacts Create() =>
        Estate() with
        {
            Dashboards =
            [
                new(
                    "1",
                    "Pulse of ann",
                    [Facts.Name("open.totals")],
                    [PrincipalId.Login("cy"), PrincipalId.Group("eng")]
                ),
                new("2", "Orders", [Facts.Name("sales.orders")]),
            ],
        };
}
