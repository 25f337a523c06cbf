using GovernanceDashboard.Access;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-22: people can read recorded data of people of other departments whom they do not manage.</summary>
public sealed class DepartmentExposure : ColleagueExposure
{
    public override RuleInfo Info { get; } =
        new(
            "department-exposure",
            "Data across departments",
            "People outside the declared audience of tables of a group can read, unmasked, data recorded there of people of another department, of whose chain of management they are not. Who has no department in the directory is not judged. Since the way by which most of them read it has stood. Amount: such people.",
            "people",
            ["R-22"],
            ["GDPR 5(1)(f)", "GDPR 88", "CSF 2.0 PR.AA-05"]
        );

    protected override string Whom => "people of other departments";

    internal override PrincipalSet Colleagues(PrincipalSet viewers, PrincipalSet own, PrincipalSet known) =>
        viewers.Intersect(known).Except(own);
}
