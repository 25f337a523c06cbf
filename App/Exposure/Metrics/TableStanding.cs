using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Ledger;

namespace GovernanceDashboard.Exposure.Metrics;

/// <summary>One table at one instant: who reads it, who is meant to, and who is exposed.</summary>
/// <param name="Groups">The table groups that it is in.</param>
/// <param name="Readers">Eff, identities of people.</param>
/// <param name="MeantGross">Int without access exceptions.</param>
/// <param name="MeantNet">Int with those in force.</param>
/// <param name="IsDeclared">False where nobody declared an audience: then anybody may be meant.</param>
/// <param name="ExposedGross">Ex without access exceptions.</param>
/// <param name="ExposedNet">Ex with those in force.</param>
/// <param name="Weight">w(t) in severity points.</param>
/// <param name="MassGross">Σ w(p, t) over the exposed: weighted person-tables.</param>
/// <param name="MassNet">The same, exceptions honoured.</param>
public sealed record TableStanding(
    TableName Name,
    ImmutableArray<string> Groups,
    SetRange Readers,
    SetRange MeantGross,
    SetRange MeantNet,
    bool IsDeclared,
    SetRange ExposedGross,
    SetRange ExposedNet,
    MeasureRange Weight,
    MeasureRange MassGross,
    MeasureRange MassNet
)
{
    /// <summary>What the table weighs to each reader.</summary>
    internal ReaderWeights Weights { get; init; } = ReaderWeights.Same(SeverityWeights.Unclassified);

    /// <summary>From accounts to the identities behind them.</summary>
    internal Func<PrincipalSet, PrincipalSet> Fold { get; init; } = accounts => accounts;

    public SetRange Exposed(ExposureBasis basis) =>
        basis switch
        {
            ExposureBasis.Gross => ExposedGross,
            ExposureBasis.Net => ExposedNet,
        };

    public SetRange Meant(ExposureBasis basis) =>
        basis switch
        {
            ExposureBasis.Gross => MeantGross,
            ExposureBasis.Net => MeantNet,
        };

    /// <summary>M(t), weighted person-tables.</summary>
    public MeasureRange Mass(ExposureBasis basis) =>
        basis switch
        {
            ExposureBasis.Gross => MassGross,
            ExposureBasis.Net => MassNet,
        };

    /// <summary>The same table for some people alone.</summary>
    internal TableStanding Within(PrincipalSet some)
    {
        var (gross, net) = (ExposedGross.Within(some), ExposedNet.Within(some));
        return this with
        {
            Readers = Readers.Within(some),
            MeantGross = MeantGross.Within(some),
            MeantNet = MeantNet.Within(some),
            ExposedGross = gross,
            ExposedNet = net,
            MassGross = MassOf(gross, Weights, Fold),
            MassNet = MassOf(net, Weights, Fold),
        };
    }

    internal static MeasureRange MassOf(
        SetRange exposed,
        ReaderWeights weights,
        Func<PrincipalSet, PrincipalSet> fold
    ) => new(weights.Sum(exposed.Sure, isLow: true, fold), weights.Sum(exposed.Possible, isLow: false, fold));
}
