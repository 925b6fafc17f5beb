using System.Collections.Immutable;

namespace Spillway.Devices.Discovery;

/// <summary>What is asked of a machine whose family is known, until its model and hardware address are: the cheapest first.</summary>
internal static class FamilyQuestions
{
    private const int EpicPort = 4028;
    private const string WhatsMinerIdentity = """{"cmd":"get_miner_info","info":"mac,minersn,hostname"}""";
    private const string BraiinsNames = """{"query":"{bos{info{version{full}}} bosminer{info{modelName}}}"}""";

    public static ImmutableArray<Question> Of(string family) => family switch
    {
        "whatsminer" => [Question.Raw("get_version", """{"cmd":"get_version"}"""), Question.Raw("get_miner_info", WhatsMinerIdentity), Question.Command("devdetails"), Question.Command("summary")],
        "luxos" => [Question.Command("config")],
        "vnish" => [Question.Page("/api/v1/info")],
        "braiins" => [Question.Command("devdetails"), Question.Post("/graphql", BraiinsNames)],
        "epic" => [Question.Page("/network", EpicPort), Question.Page("/capabilities", EpicPort)],
        "axeos" => [Question.Page("/api/system/info")],
        "proto" => [Question.Page("/api/v1/system"), Question.Page("/api/v1/network")],
        "antminer" or "hammer" or "elphapex" or "marathon" or "hiveon" or "mskminer" => [Question.Command("stats"), Question.Page("/cgi-bin/get_system_info.cgi")],
        "sealminer" => [Question.Command("stats"), Question.Page("/cgi-bin/get_system_info.cgi")],
        "avalon" => [Question.Command("version"), Question.Command("stats")],
        "auradine" => [Question.Command("devdetails"), Question.Command("summary")],
        _ => [Question.Command("devdetails"), Question.Command("stats")],
    };
}
