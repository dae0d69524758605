//! Prints the `Metadata` of declared operations as tables.

use ice_runtime::{Encoding, Metadata, Operation, Parameter, Place, RetrySafety, ice_operation};

/// Obtains the upload URL and credential of a media stream.
#[ice_operation(action = "CreateUploadStream", response = Anything, regions = ["cn-shanghai", "cn-beijing", "cn-shenzhen"])]
struct CreateUploadStream {
    definition: Option<String>,
    file_extension: Option<String>,
    #[ice(rename = "HDRType")]
    hdr_type: Option<String>,
    media_id: Option<String>,
    user_data: Option<String>,
}

/// Submits a job that makes a media asset from a timeline.
#[ice_operation(action = "SubmitMediaProducingJob", response = Anything)]
struct SubmitMediaProducingJob {
    #[ice(idempotency_token)]
    client_token: Option<String>,
    #[ice(body, json)]
    timeline: Option<Vec<String>>,
    #[ice(json)]
    output_media_config: Vec<String>,
}

/// Lists the regions of another product.
#[ice_operation(action = "DescribeRegions", response = Anything, product = "ecs", version = "2014-05-26")]
struct DescribeRegions {
    #[ice(flat)]
    tag: Option<Vec<String>>,
    #[ice(join = ",")]
    fields: Option<Vec<String>>,
}

#[derive(serde::Deserialize)]
struct Anything {}

fn main() {
    for metadata in [CreateUploadStream::METADATA, SubmitMediaProducingJob::METADATA, DescribeRegions::METADATA] {
        print_operation(&metadata);
    }
}

fn print_operation(metadata: &Metadata) {
    let regions = match metadata.regions {
        [] => "every region".to_owned(),
        regions => regions.join(", "),
    };
    let retries = match metadata.retry_safety {
        RetrySafety::Safe => "may be retried",
        RetrySafety::Unsafe if metadata.is_repeatable() => "may be retried, with its idempotency token",
        RetrySafety::Unsafe => "is not retried once it may have been carried out",
    };
    println!("{} ({} {})", metadata.action, metadata.product.code(), metadata.version);
    println!("  {}, {}, in {regions}; {retries}", metadata.method.as_str(), metadata.ram_action());
    println!();
    let header = ["parameter", "field", "type", "where", "encoding", "required"].map(str::to_owned);
    print_table([header].into_iter().chain(metadata.parameters.iter().map(row)).collect());
    println!();
}

fn row(parameter: &Parameter) -> [String; 6] {
    let place = match parameter.place {
        Place::Query => "query",
        Place::Form => "body",
    };
    let encoding = match parameter.encoding {
        Encoding::Plain => "plain".to_owned(),
        Encoding::Json => "JSON".to_owned(),
        Encoding::Flat => "flat".to_owned(),
        Encoding::Join(separator) => format!("joined by `{separator}`"),
        _ => "its own".to_owned(),
    };
    let required = if parameter.required { "yes" } else { "no" };
    [parameter.name, parameter.field, parameter.field_type, place, &encoding, required].map(str::to_owned)
}

fn print_table(rows: Vec<[String; 6]>) {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; 6] = std::array::from_fn(width);
    for row in rows {
        let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}"));
        println!("  {}", cells.collect::<Vec<_>>().join("  ").trim_end());
    }
}
