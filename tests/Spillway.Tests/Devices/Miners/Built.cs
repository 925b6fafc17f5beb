using System.Text;
using Spillway.Devices.Miners;

namespace Spillway.Tests.Devices.Miners;

/// <summary>Answers built from the protocols' descriptions, and their reading.</summary>
internal static class Built
{
    public const string S9 =
        """{"STATUS":[{"STATUS":"S","When":1,"Code":70,"Msg":"BMMiner stats","Description":"bmminer 1.0.0"}],"STATS":[{"BMMiner":"2.0.0","Type":"Antminer S9"},{"STATS":0,"ID":"BC50","Elapsed":60,"GHS 5s":"13500.5","GHS av":13400.1,"fan_num":2,"fan1":0,"fan3":4000,"fan6":4100,"temp6":61,"temp2_6":77,"chain_rate6":"4500.1"}],"id":1}""";

    public const string Avalon =
        "STATUS=S,When=5,Code=70,Msg=CGMiner stats,Description=cgminer 4.11.1|STATS=0,ID=AVA100,Elapsed=90,MM ID0=Ver[1166-68-20010101_aa] SYSTEMSTATU[Work: In Work, Hash Board: 3 ] Elapsed[91] TMax[80] Fan1[5000] Fan2[5100] PS[0 1214 1316 240 3000 1320 3300] GHSspd[68000.50] MTmax[80 79 81] SoftOFF[0] WORKMODE[0],MM Count=1|\0";

    public const string WhatsMiner =
        """{"STATUS":[{"STATUS":"S","Msg":"Summary"}],"SUMMARY":[{"Elapsed":100,"HS RT":84941366.02,"MHS av":84000000.0,"Factory GHS":86000,"Power":3300,"Power Limit":3400,"Power Mode":"Low","Chip Temp Max":88.5,"Temperature":70.0,"Fan Speed In":4800,"Fan Speed Out":4900,"Error Code Count":0}]}""";

    public const string Auradine =
        """{"STATUS":[{"STATUS":"S","Code":540,"Msg":"Operating mode","Description":"FluxOS-1"}],"Mode":[{"Mode":"eco","Power":2000,"Ths":160,"Sleep":"off"}],"id":1}""";

    public static MinerReading Read(params string[] answers) => ReadAs(null, answers);

    public static MinerReading ReadAs(string? family, params string[] answers) => MinerDecoder.Decode(
        answers.Select((text, index) => ($"answer {index + 1}", (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(text))), family);
}
