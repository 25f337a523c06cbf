using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>What conditions can ask of one login: what it is in, nested or not, and what the user store says of it and of its groups.</summary>
internal sealed class ReferenceUser(string login, EstateFacts facts)
{
    private readonly (HashSet<string> Groups, HashSet<string> Roles) _in = new ReferenceEvaluator(facts).ContainersOf(
        login
    );

    internal bool IsInRole(string role) => _in.Roles.Contains(role);

    /// <summary>Null where it hangs on what is not known.</summary>
    internal bool? Meets(string script) =>
        script switch
        {
            "IS_IN_GROUP('g1')" or "ctx.isInGroup('g1')" => _in.Groups.Contains("g1"),
            "!IS_IN_GROUP('g2')" => !_in.Groups.Contains("g2"),
            "IS_IN_ROLE('r1')" => IsInRole("r1"),
            "IS_NOT_IN_ANY_ROLE" => _in.Roles.Count == 0,
            "IS_IN_GROUP('public')" => false, // everyone is in it for policies; the directory names nobody's group so
            "USER._name == 'bob'" => login == "bob",
            "USER.dept == 'lab'" => Is("dept", "lab"),
            "HAS_USER_ATTR('dept')" => facts.Service?.Attributes is null
                ? null
                : Of(PrincipalId.Login(login), "dept") != null,
            "USER.dept == 'lab' || IS_IN_GROUP('g3')" => _in.Groups.Contains("g3") ? true : Is("dept", "lab"),
            "HAS_UG_ATTR('floor')" => facts.Service?.Attributes is null
                ? null
                : _in.Groups.Any(group => group != "public" && Of(PrincipalId.Group(group), "floor") is not null),
            _ => null,
        };

    private bool? Is(string attribute, string value) =>
        facts.Service?.Attributes is null ? null : Of(PrincipalId.Login(login), attribute) == value;

    private string? Of(PrincipalId principal, string attribute) =>
        facts
            .Service!.Attributes!.Value.Where(known => known.Principal == principal)
            .SelectMany(known => known.Attributes)
            .Where(known => known.Name == attribute)
            .Select(known => known.Value)
            .FirstOrDefault();
}
