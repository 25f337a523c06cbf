using GovernanceDashboard.Domain;
using GovernanceDashboard.Sensitivity;

namespace GovernanceDashboard.Tests.Sensitivity;

public sealed class CombinationRulesTests
{
    [Fact]
    public void Harmless_logs_that_join_by_a_person_s_key_raise_their_group_and_say_why()
    {
        var fired = Assert.Single(
            CombinationRules.Fire([
                Table("usage", "employee_id string", "app_name string"),
                Table("rhythm", "employee_id string", "event_time bigint", "idle_seconds int"),
            ])
        );

        Assert.Equal("work-rhythm", fired.Rule.Name);
        Assert.Equal(
            "Who used which application when, and how often: who in d.rhythm.employee_id, when in d.rhythm.event_time, which application in d.usage.app_name, how often in d.rhythm.idle_seconds; joined by employee_id.",
            fired.Sentence
        );
        Assert.Equal(SensitivityLabel.Confidential, CombinationRules.LabelOf(SensitivityLabel.Internal, [fired]));
        Assert.Equal(SensitivityLabel.Confidential, CombinationRules.LabelOf(null, [fired]));
        Assert.Equal(SensitivityLabel.Restricted, CombinationRules.LabelOf(SensitivityLabel.Confidential, [fired]));
        Assert.Equal(SensitivityLabel.Restricted, CombinationRules.LabelOf(SensitivityLabel.Restricted, [fired]));
    }

    [Fact]
    public void Tables_that_cannot_be_joined_or_lack_a_part_fire_nothing()
    {
        Assert.Empty(
            CombinationRules.Fire([
                Table("usage", "employee_id string", "app_name string"),
                Table("rhythm", "login string", "event_time bigint", "idle_seconds int"),
            ])
        );
        Assert.Empty(
            CombinationRules.Fire([
                Table("one", "employee_id string", "app string", "at timestamp", "is_employee_id int"),
            ])
        );
        Assert.Equal(SensitivityLabel.Internal, CombinationRules.LabelOf(SensitivityLabel.Internal, []));
        Assert.Null(CombinationRules.LabelOf(null, []));
    }

    [Theory]
    [InlineData("re-identification", "dob date", "home_postal_code string", "gender string")]
    [InlineData("movements", "src_badge_id string", "entered timestamp", "building string")]
    [InlineData("work-rhythm", "user_id bigint", "ts bigint", "domain string", "avg_dwell_ms double")]
    public void One_table_can_hold_a_whole_combination(string rule, params string[] columns)
    {
        var fired = Assert.Single(CombinationRules.Fire([Table("t", columns)]));

        Assert.Equal((rule, true), (fired.Rule.Name, fired.JoinedBy.IsEmpty));
    }

    private static TableResource Table(string name, params string[] columns) =>
        new(
            new("d", name),
            ResourceKind.Table,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            [.. columns.Select(column => column.Split(' ')).Select(parts => new TableColumn(parts[0], parts[1]))]
        );
}
