using GovernanceDashboard.Access.HiveLegacy;
using GovernanceDashboard.Access.HiveSqlStandard;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>
/// Puts what another authorizer than Ranger goes by into policies, so that one engine of lists and sets answers for all. Applying it
/// twice changes nothing: what-if edits the policies made here, and they stand.
/// </summary>
internal static class AuthorizerPolicies
{
    internal static EstateFacts Compile(EstateFacts facts) =>
        facts.Service is not { } service
            ? facts
            : service.Authorizer switch
            {
                Authorizer.Ranger => facts,
                Authorizer.SqlStandard => SqlStandardPolicies.Compile(WithoutRanger(facts, service)),
                Authorizer.Legacy => LegacyPolicies.Compile(WithoutRanger(facts, service)),
                Authorizer.StorageBased => WithoutRanger(facts, service),
            };

    // Ranger's policies, zones and super users have no say where something else decides.
    private static EstateFacts WithoutRanger(EstateFacts facts, AccessService service) =>
        facts with
        {
            Service = AccessService.Of(service.Authorizer) with { Name = service.Name },
            Zones = [],
            Policies = [.. facts.Policies.Where(policy => policy.Service == Policy.MadeFromGrants)],
        };
}
