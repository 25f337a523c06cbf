using GovernanceDashboard.Access;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-22: people can read recorded data of colleagues of their own department whom they do not manage.</summary>
public sealed class PeerExposure : ColleagueExposure
{
    public override RuleInfo Info { get; } =
        new(
            "peer-exposure",
            "Data of peers",
            "People outside the declared audience of tables of a group can read, unmasked, data recorded there of others of their own department, of whose chain of management they are not. Whose data it is follows from subjects and captures; departments and managers from the directory. Since the way by which most of them read it has stood. Amount: such people.",
            "people",
            ["R-22"],
            ["GDPR 5(1)(f)", "GDPR 88", "CSF 2.0 PR.AA-05"]
        );

    protected override string Whom => "peers of their department";

    internal override PrincipalSet Colleagues(PrincipalSet viewers, PrincipalSet own, PrincipalSet known) =>
        viewers.Intersect(own);
}
