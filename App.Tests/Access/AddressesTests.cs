using GovernanceDashboard.Access;
using GovernanceDashboard.Access.Ranger.Requests;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Scenarios;

namespace GovernanceDashboard.Tests.Access;

/// <summary>Which addresses the url policies let an account read, and through whom.</summary>
public sealed class AddressesTests
{
    [Fact]
    public void Addresses_stand_as_the_policies_write_them()
    {
        var index = Index(
            Url(1, ["s3a://lake/a", "s3a://lake/*"], Facts.Item("read", groups: ["eng"])),
            Url(2, ["s3a://home/{USER}"], Facts.Item("read", ["{USER}"])),
            Url(3, ["s3a://no"], Facts.Item("read", ["bob"])),
            Url(4, ["s3a://write"], Facts.Item("write", ["ann"])),
            Url(5, ["s3a://?"], Facts.Item("read", groups: ["public"])),
            Url(
                6,
                ["s3a://maybe"],
                Facts.Item("read", ["ann"]) with
                {
                    Conditions = [new("expression", ["REQ.clientType == 'x'"])],
                }
            ),
            Url(7, ["s3a://off"], Facts.Item("read", ["ann"])) with
            {
                IsEnabled = false,
            }
        );

        Assert.Equal(
            [
                "s3a://? pattern policy 5 group:public",
                "s3a://home/{USER} pattern policy 2 group:public",
                "s3a://lake/* pattern policy 1 group:eng",
                "s3a://lake/a policy 1 group:eng",
                "s3a://maybe conditional",
            ],
            Addresses(index, "ann")
        );
        Assert.Equal(
            [
                "s3a://? pattern policy 5 group:public",
                "s3a://home/{USER} pattern policy 2 group:public",
                "s3a://no policy 3 login:bob",
            ],
            Addresses(index, "bob")
        );
    }

    [Fact]
    public void All_but_some_are_named_so()
    {
        var excluding = Url(1, ["s3a://a", "s3a://b"], Facts.Item("read", ["ann"]));
        excluding = excluding with
        {
            Resources =
            [
                new(excluding.Resources[0].Levels.SetItem("url", new(["s3a://a", "s3a://b"], IsExcludes: true))),
            ],
        };

        Assert.Equal(["all but s3a://a, s3a://b pattern policy 1 login:ann"], Addresses(Index(excluding), "ann"));
    }

    [Fact]
    public void Readers_of_an_address_fall_into_classes_by_what_lets_them_in()
    {
        var readers = Index(
                Url(1, ["s3a://lake"], Facts.Item("read", ["ann"], ["public"])),
                Url(2, ["s3a://lake"], Facts.Item("all", ["bob"])) with
                {
                    AllowItems = [],
                    DenyItems = [Facts.Item("write", ["bob"])],
                }
            )
            .UrlReaders("s3a://lake");

        Assert.Equal(2, readers.Policies);
        Assert.Equal(
            ["login:ann x1", "group:public x1"],
            readers.Classes.Select(found => $"{found.Through} x{found.Accounts.Count}")
        );
        Assert.All(readers.Classes, found => Assert.Equal(1, found.Policy!.Id));
    }

    [Fact]
    public void Whom_only_an_exception_or_a_condition_tells_apart_is_a_class_of_its_own()
    {
        var spared = Url(1, ["s3a://lake"], Facts.Item("read", groups: ["public"])) with
        {
            DenyItems = [Facts.Item("read", groups: ["public"])],
            DenyExceptions = [Facts.Item("read", ["bob"])],
        };
        var facts = Estate(
            Url(
                1,
                ["s3a://lake"],
                Facts.Item("read", groups: ["public"]) with
                {
                    Conditions = [new("expression", ["USER.dept == 'lab'"])],
                }
            )
        );
        var asking = AccessIndex.Build(
            facts with
            {
                Service = facts.Service! with
                {
                    Attributes =
                    [
                        new(PrincipalId.Login("ann"), [new("dept", "lab")]),
                        new(PrincipalId.Login("bob"), [new("dept", "ops")]),
                    ],
                },
            },
            TestContext.Current.CancellationToken
        );

        Assert.Equal("bob", Reading(Index(spared)));
        Assert.Equal("ann", Reading(asking));

        static string Reading(AccessIndex index) =>
            string.Join(
                ' ',
                index
                    .UrlReaders("s3a://lake")
                    .Classes.SelectMany(one => one.Accounts.Members())
                    .Select(one => index.Accounts[one.Value].Id.Name)
            );
    }

    [Fact]
    public void A_disabled_account_reads_no_address_and_without_policies_nobody_does()
    {
        var facts = Estate(Url(1, ["s3a://lake"], Facts.Item("read", groups: ["public"])));
        var gone = facts with
        {
            Principals =
            [
                .. facts.Principals.Select(principal => principal with { IsEnabled = principal.Id.Name != "ann" }),
            ],
        };
        var (ann, bob) = (PrincipalId.Login("ann"), PrincipalId.Login("bob"));

        var engine = EstateEngine.Of(gone);
        Assert.Equal(DecisionOutcome.Denied, engine.DecideUrl(ann, "s3a://lake", "read").Outcome);
        Assert.Equal(DecisionOutcome.Allowed, engine.DecideUrl(bob, "s3a://lake", "read").Outcome);
        Assert.False(engine.DecideUrl(ann, "s3a://lake", "read").IsDetermined);
        Assert.Equal(
            DecisionOutcome.Denied,
            EstateEngine.Of(facts with { Service = null }).DecideUrl(bob, "s3a://lake", "read").Outcome
        );
    }

    private static string[] Addresses(AccessIndex index, string login) =>
        [
            .. index
                .AddressesOf(index.FindAccount(login)!.Value)
                .Select(found =>
                    found.Address
                    + (found.IsPattern ? " pattern" : "")
                    + (
                        found.Reader.IsConditional
                            ? " conditional"
                            : $" {found.Reader.Policy?.Name} {found.Reader.Through}"
                    )
                ),
        ];

    private static Policy Url(long id, string[] addresses, PolicyItem item) =>
        Facts.Policy(id, "unused", [item]) with
        {
            Resources = [Facts.Resource(("url", addresses))],
        };

    private static EstateFacts Estate(params Policy[] policies) =>
        Facts.Of(["ann", "bob"], [("eng", ["ann"])], [("sales.orders", ["id"])], policies);

    private static AccessIndex Index(params Policy[] policies) =>
        AccessIndex.Build(Estate(policies), TestContext.Current.CancellationToken);
}
